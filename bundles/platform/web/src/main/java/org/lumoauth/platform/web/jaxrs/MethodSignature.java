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
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.routing.Signature;
import org.lumoauth.platform.web.routing.Signature.Body;
import org.lumoauth.platform.web.signature.JsonSchemas;
import org.lumoauth.platform.web.signature.MemberSchemas;
import org.lumoauth.platform.web.signature.Providers;
import org.lumoauth.platform.web.signature.SaidSignature;

/** What a resource method takes and answers, read from its parameters and its return type. */
final class MethodSignature {
  private static final String JAX_RS = "javax.ws.rs.";

  /** What a body of the wrong shape is refused with. */
  private static final int WRONG = 422;

  private MethodSignature() {}

  static Signature of(Method method) {
    List<Map<String, Object>> parameters = new ArrayList<>();
    Optional<Body> body = Optional.empty();
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(BeanParam.class)) {
        for (Field field : parameter.getType().getDeclaredFields()) {
          described(field, field.getGenericType()).ifPresent(parameters::add);
        }
      } else if (isBody(parameter)) {
        body =
            Optional.of(
                Body.json(
                    !parameter.isAnnotationPresent(OptionalBody.class),
                    JsonSchemas.of(parameter.getParameterizedType())));
      } else {
        described(parameter, parameter.getParameterizedType()).ifPresent(parameters::add);
      }
    }
    return new SaidSignature(method, "", "", Providers.NONE)
        .over(
            new Signature(
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
        : Map.of("200", JsonSchemas.of(method.getGenericReturnType()));
  }

  private static Optional<Map<String, Object>> described(AnnotatedElement element, Type type) {
    QueryParam query = element.getAnnotation(QueryParam.class);
    HeaderParam header = element.getAnnotation(HeaderParam.class);
    if (query == null && header == null) {
      return Optional.empty();
    }
    Map<String, Object> schema = JsonSchemas.of(type);
    Member said = element.getAnnotation(Member.class);
    return Optional.of(
        Map.of(
            "name",
            query == null ? header.value() : query.value(),
            "in",
            query == null ? "header" : "query",
            "required",
            said != null && said.needed(),
            "schema",
            said == null ? schema : MemberSchemas.with(schema, said)));
  }

  /** What JAX-RS takes from nowhere else it takes from the body. */
  private static boolean isBody(Parameter parameter) {
    return Stream.of(parameter.getAnnotations())
        .map(Annotation::annotationType)
        .noneMatch(type -> type.getName().startsWith(JAX_RS));
  }
}
