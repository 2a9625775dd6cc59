package org.esmap.ai.server.container;

import java.io.File;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Web archives that carry what the EAR carries in its {@code lib} folder. */
final class PlatformArchive {
    private static final String LIBRARIES = "/lib/.*\\.jar";

    private PlatformArchive() {}

    /** The platform and its models without HTTP, with the classes of a test; the context root is the name. */
    static WebArchive named(String name, Class<?>... testClasses) {
        EnterpriseArchive ear = ShrinkWrap.create(ZipImporter.class, "built.ear")
                .importFrom(new File(System.getProperty("ai.ear")))
                .as(EnterpriseArchive.class);
        WebArchive war = ShrinkWrap.create(WebArchive.class, name + ".war")
                .addClasses(testClasses)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibrary(jarOf(Assertions.class), "assertj.jar");
        ear.getContent(Filters.include(LIBRARIES)).forEach((path, node) -> {
            String file = path.get().substring(path.get().lastIndexOf('/') + 1);
            war.addAsLibrary(node.getAsset(), file);
        });
        return war;
    }

    private static File jarOf(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
