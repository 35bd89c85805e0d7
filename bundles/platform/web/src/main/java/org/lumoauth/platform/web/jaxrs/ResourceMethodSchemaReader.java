/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.ws.rs.BeanParam;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Response;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.OptionalRequestBody;
import org.lumoauth.platform.web.routing.OperationSchema;
import org.lumoauth.platform.web.routing.OperationSchema.OperationBody;
import org.lumoauth.platform.web.signature.JsonSchemaGenerator;
import org.lumoauth.platform.web.signature.OperationAnnotationMerger;
import org.lumoauth.platform.web.signature.ProviderCatalog;
import org.lumoauth.platform.web.signature.SchemaPropertyDecorator;

/**
 * Reads the request and response types of a resource method from its parameters and return type.
 */
final class ResourceMethodSchemaReader {
  private static final String JAX_RS = "javax.ws.rs.";

  /** The status for a body of the wrong shape. */
  private static final int WRONG = 422;

  private ResourceMethodSchemaReader() {}

  static OperationSchema of(Method method) {
    List<Map<String, Object>> parameters = new ArrayList<>();
    Optional<OperationBody> body = Optional.empty();
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(BeanParam.class)) {
        for (Field field : parameter.getType().getDeclaredFields()) {
          described(field, field.getGenericType()).ifPresent(parameters::add);
        }
      } else if (isBody(parameter)) {
        body =
            Optional.of(
                OperationBody.json(
                    !parameter.isAnnotationPresent(OptionalRequestBody.class),
                    JsonSchemaGenerator.of(parameter.getParameterizedType())));
      } else {
        described(parameter, parameter.getParameterizedType()).ifPresent(parameters::add);
      }
    }
    return new OperationAnnotationMerger(method, "", "", ProviderCatalog.NONE)
        .mergeOnto(
            new OperationSchema(
                parameters,
                body,
                answers(method),
                body.isPresent() ? Map.of(WRONG, Map.of()) : Map.of()));
  }

  private static Map<String, Map<String, Object>> answers(Method method) {
    Class<?> answer = method.getReturnType();
    if (Response.class.isAssignableFrom(answer)) {
      return Map.of();
    }
    return answer == void.class
        ? Map.of("204", Map.of())
        : Map.of("200", JsonSchemaGenerator.of(method.getGenericReturnType()));
  }

  private static Optional<Map<String, Object>> described(AnnotatedElement element, Type type) {
    QueryParam query = element.getAnnotation(QueryParam.class);
    HeaderParam header = element.getAnnotation(HeaderParam.class);
    if (query == null && header == null) {
      return Optional.empty();
    }
    Map<String, Object> schema = JsonSchemaGenerator.of(type);
    SchemaProperty said = element.getAnnotation(SchemaProperty.class);
    return Optional.of(
        Map.of(
            "name",
            query == null ? header.value() : query.value(),
            "in",
            query == null ? "header" : "query",
            "required",
            said != null && said.required(),
            "schema",
            said == null ? schema : SchemaPropertyDecorator.withMember(schema, said)));
  }

  /** A JAX-RS parameter without a source annotation is the body. */
  private static boolean isBody(Parameter parameter) {
    return Stream.of(parameter.getAnnotations())
        .map(Annotation::annotationType)
        .noneMatch(type -> type.getName().startsWith(JAX_RS));
  }
}
