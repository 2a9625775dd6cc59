package org.esmap.ai.core.registry;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import org.esmap.ai.core.model.Model;

/** A registry of given models, outside any container. */
public final class TestRegistry {
    private TestRegistry() {}

    public static Registry of(Model... models) {
        return of(System::nanoTime, models);
    }

    public static Registry of(LongSupplier nanoTime, Model... models) {
        return new Registry(new Given(List.of(models)), nanoTime);
    }

    /** Stands in for the container's look-up. */
    private record Given(List<Model> models) implements Instance<Model> {
        @Override
        public Iterator<Model> iterator() {
            return models.iterator();
        }

        @Override
        public Model get() {
            return models.get(0);
        }

        @Override
        public boolean isUnsatisfied() {
            return models.isEmpty();
        }

        @Override
        public boolean isAmbiguous() {
            return models.size() > 1;
        }

        @Override
        public Instance<Model> select(Annotation... qualifiers) {
            return this;
        }

        @Override
        public <U extends Model> Instance<U> select(Class<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends Model> Instance<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void destroy(Model model) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Handle<Model> getHandle() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterable<? extends Handle<Model>> handles() {
            throw new UnsupportedOperationException();
        }
    }
}
