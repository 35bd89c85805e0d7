/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Form;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.exchange.RequestMediaTypeValidator;
import org.lumoauth.platform.web.json.JsonCodec;
import org.lumoauth.platform.web.rest.OptionalRequestBody;

/** Reads and writes JSON bodies of JAX-RS resources. */
// Any type, because CXF looks up a reader even without a body and a type.
@Consumes("*/*")
@Produces({"application/json", "application/*+json"})
public final class JsonBodyProvider
    implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
  private final JsonCodec json;

  JsonBodyProvider(JsonCodec json) {
    this.json = json;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return isOurs(type)
        && !MultivaluedMap.class.isAssignableFrom(type)
        && !Form.class.isAssignableFrom(type);
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream stream)
      throws IOException {
    byte[] body = stream.readAllBytes();
    if (body.length == 0) {
      for (Annotation annotation : annotations) {
        if (annotation instanceof OptionalRequestBody) {
          return null;
        }
      }
      throw ApiException.invalidRequest("The request requires a JSON body.");
    }
    RequestMediaTypeValidator.requireJson(headers.getFirst(HttpHeaders.CONTENT_TYPE));
    return json.read(body, generic);
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return isOurs(type);
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream stream)
      throws IOException {
    byte[] body = json.write(value);
    headers.putSingle(HttpHeaders.CONTENT_LENGTH, body.length);
    stream.write(body);
  }

  /** Texts and streams are written by JAX-RS itself. */
  private static boolean isOurs(Class<?> type) {
    return type != String.class
        && type != byte[].class
        && !InputStream.class.isAssignableFrom(type)
        && !Reader.class.isAssignableFrom(type)
        && !File.class.isAssignableFrom(type)
        && !StreamingOutput.class.isAssignableFrom(type);
  }
}
