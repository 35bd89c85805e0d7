package org.lumoauth.platform.web.jaxrs;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import javax.ws.rs.core.Application;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Open;
import org.lumoauth.api.web.OperatorOnly;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.meter.RequestMeters;
import org.lumoauth.platform.web.routing.Guard;
import org.lumoauth.platform.web.routing.Operation;
import org.lumoauth.platform.web.routing.RoutePattern;
import org.lumoauth.platform.web.routing.Signature;
import org.lumoauth.platform.web.signature.Providers;
import org.lumoauth.platform.web.signature.SaidSignature;

/**
 * The operations of an application, read from its annotations. Only methods of root resources
 * count: what a sub-resource locator returns is reached by nobody, since its guard cannot be known
 * beforehand.
 */
final class ResourceOperations {
  private final RequestMeters meters;
  private final List<RoutePattern> routes;

  ResourceOperations(RequestMeters meters, List<String> routes) {
    this.meters = meters;
    this.routes = routes.stream().map(RoutePattern::parse).toList();
  }

  /** Each resource method with its operations: one for each place that it is reached at. */
  Map<Method, List<Operation>> of(Application application) {
    Set<Class<?>> resources = new LinkedHashSet<>(application.getClasses());
    application.getSingletons().forEach(singleton -> resources.add(singleton.getClass()));
    Map<Method, List<Operation>> operations = new LinkedHashMap<>();
    for (Class<?> resource : resources) {
      Path base = resource.getAnnotation(Path.class);
      if (base == null) {
        continue;
      }
      for (Method method : resource.getMethods()) {
        verb(method)
            .ifPresent(
                verb ->
                    operations.merge(
                        method,
                        at(resource, base, method, verb),
                        (some, more) -> inherited(method, some, more)));
      }
    }
    return operations;
  }

  /**
   * A method that two resources inherit is reached at the places of both, behind one guard: a
   * request is not told apart by the resource.
   */
  private static List<Operation> inherited(
      Method method, List<Operation> some, List<Operation> more) {
    List<Operation> all = Stream.concat(some.stream(), more.stream()).toList();
    if (all.stream().map(Operation::guard).distinct().count() > 1) {
      throw new IllegalArgumentException(method + " is guarded in two ways");
    }
    return all;
  }

  private List<Operation> at(Class<?> resource, Path base, Method method, String verb) {
    Path below = method.getAnnotation(Path.class);
    String path = join(base.value(), below == null ? "" : below.value());
    Summary summary = method.getAnnotation(Summary.class);
    Signature signature =
        new SaidSignature(resource, verb, "", Providers.NONE).over(MethodSignature.of(method));
    List<Operation> found = new ArrayList<>();
    Set<String> templates = new LinkedHashSet<>();
    for (RoutePattern route : routes) {
      place(route, path).ifPresent(templates::add);
    }
    for (String template : templates) {
      found.add(
          new Operation(
              verb,
              template,
              guard(resource, method),
              method.isAnnotationPresent(LargeBody.class)
                  || resource.isAnnotationPresent(LargeBody.class),
              summary == null ? "" : summary.value(),
              signature,
              meters.of(verb, template)));
    }
    return List.copyOf(found);
  }

  /** Where a route puts a path that JAX-RS knows relative to the API base. */
  private static Optional<String> place(RoutePattern route, String path) {
    List<String> routed = route.segments();
    List<String> parts = List.of(path.split("/"));
    boolean api =
        !route.tenant()
            && routed.size() >= 2
            && routed.get(0).equals("api")
            && routed.get(1).equals("v1");
    List<String> expected = api ? routed.subList(2, routed.size()) : routed;
    if (parts.size() < expected.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < expected.size(); i++) {
      boolean variable = expected.get(i).equals("*") || parts.get(i).startsWith("{");
      if (!variable && !expected.get(i).equals(parts.get(i))) {
        return Optional.empty();
      }
    }
    String prefix = route.tenant() ? "/t/{tenant}/api/v1/" : api ? "/api/v1/" : "/";
    return Optional.of(prefix + path);
  }

  /** Joins two path templates and drops the patterns of their variables. */
  private static String join(String base, String below) {
    StringBuilder path = new StringBuilder();
    int depth = 0;
    boolean pattern = false;
    for (char c : (base + "/" + below).toCharArray()) {
      depth += c == '{' ? 1 : 0;
      pattern = pattern ? depth > 0 : depth == 1 && c == ':';
      depth -= c == '}' ? 1 : 0;
      if (c == '}' && depth == 0) {
        pattern = false;
      }
      if (!pattern && !Character.isWhitespace(c)) {
        path.append(c);
      }
    }
    return path.toString().replaceAll("/+", "/").replaceAll("^/|/$", "");
  }

  private static Optional<String> verb(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        return Optional.of(verb.value());
      }
    }
    return Optional.empty();
  }

  private static Guard guard(Class<?> resource, Method method) {
    return guard(method).or(() -> guard(resource)).orElse(Guard.of(Guard.Kind.NOBODY));
  }

  /** The guard on an element; of several the strictest. */
  private static Optional<Guard> guard(AnnotatedElement element) {
    if (element.isAnnotationPresent(OperatorOnly.class)) {
      return Optional.of(Guard.of(Guard.Kind.OPERATOR));
    }
    Requires requires = element.getAnnotation(Requires.class);
    if (requires != null) {
      return Optional.of(Guard.permission(requires.value()));
    }
    if (element.isAnnotationPresent(Authenticated.class)) {
      return Optional.of(Guard.of(Guard.Kind.AUTHENTICATED));
    }
    return element.isAnnotationPresent(Open.class)
        ? Optional.of(Guard.of(Guard.Kind.OPEN))
        : Optional.empty();
  }
}
