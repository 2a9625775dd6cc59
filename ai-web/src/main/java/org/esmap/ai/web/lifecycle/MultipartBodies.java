package org.esmap.ai.web.lifecycle;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Hands forms with files to resources before anything of them is read. */
@Provider
@Consumes(MediaType.MULTIPART_FORM_DATA)
public class MultipartBodies implements MessageBodyReader<MultipartBody> {
    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == MultipartBody.class;
    }

    @Override
    public MultipartBody readFrom(
            Class<MultipartBody> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body) {
        return new MultipartBody(body, mediaType.getParameters().get("boundary"));
    }
}
