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
import org.lumoauth.platform.web.OptionalBody;
import org.lumoauth.platform.web.routing.Signature;

/** What a resource method takes and answers, read from its parameters and its return type. */
final class MethodSignature {
  private static final String JAX_RS = "javax.ws.rs.";

  private MethodSignature() {}

  static Signature of(Method method) {
    List<Map<String, Object>> parameters = new ArrayList<>();
    Optional<Boolean> body = Optional.empty();
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(BeanParam.class)) {
        for (Field field : parameter.getType().getDeclaredFields()) {
          described(field, field.getGenericType()).ifPresent(parameters::add);
        }
      } else if (isBody(parameter)) {
        body = Optional.of(!parameter.isAnnotationPresent(OptionalBody.class));
      } else {
        described(parameter, parameter.getParameterizedType()).ifPresent(parameters::add);
      }
    }
    Class<?> answer = method.getReturnType();
    if (Response.class.isAssignableFrom(answer)) {
      return new Signature(parameters, body, Optional.empty(), Map.of());
    }
    return answer == void.class
        ? new Signature(parameters, body, Optional.of("204"), Map.of())
        : new Signature(
            parameters, body, Optional.of("200"), AnswerSchemas.of(method.getGenericReturnType()));
  }

  private static Optional<Map<String, Object>> described(AnnotatedElement element, Type type) {
    QueryParam query = element.getAnnotation(QueryParam.class);
    HeaderParam header = element.getAnnotation(HeaderParam.class);
    if (query == null && header == null) {
      return Optional.empty();
    }
    return Optional.of(
        Map.of(
            "name",
            query == null ? header.value() : query.value(),
            "in",
            query == null ? "header" : "query",
            "required",
            false,
            "schema",
            AnswerSchemas.of(type)));
  }

  /** What JAX-RS takes from nowhere else it takes from the body. */
  private static boolean isBody(Parameter parameter) {
    return Stream.of(parameter.getAnnotations())
        .map(Annotation::annotationType)
        .noneMatch(type -> type.getName().startsWith(JAX_RS));
  }
}
