/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.OperatorOnly;
import org.lumoauth.api.web.PublicAccess;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.metrics.RequestMetrics;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.routing.AccessRequirement;
import org.lumoauth.platform.web.routing.OperationSchema;
import org.lumoauth.platform.web.routing.RouteOperation;
import org.lumoauth.platform.web.routing.RoutePattern;
import org.lumoauth.platform.web.signature.OperationAnnotationMerger;
import org.lumoauth.platform.web.signature.ProviderCatalog;

/**
 * Reads the operations of an application from its annotations. Only methods of root resources are
 * included: sub-resources cannot be reached, because their guard is not known in advance.
 */
final class ResourceOperationReader {
  private final RequestMetrics meters;
  private final List<RoutePattern> routes;

  ResourceOperationReader(RequestMetrics meters, List<String> routes) {
    this.meters = meters;
    this.routes = routes.stream().map(RoutePattern::parse).toList();
  }

  /** Returns each resource method with its operations, one for each path. */
  Map<Method, List<RouteOperation>> of(Application application) {
    Set<Class<?>> resources = new LinkedHashSet<>(application.getClasses());
    application.getSingletons().forEach(singleton -> resources.add(singleton.getClass()));
    Map<Method, List<RouteOperation>> operations = new LinkedHashMap<>();
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
   * A method that two resources inherit is reached at the paths of both, with one guard: a request
   * does not identify the resource.
   */
  private static List<RouteOperation> inherited(
      Method method, List<RouteOperation> some, List<RouteOperation> more) {
    List<RouteOperation> all = Stream.concat(some.stream(), more.stream()).toList();
    if (all.stream().map(RouteOperation::guard).distinct().count() > 1) {
      throw new IllegalArgumentException(method + " has two different access guards");
    }
    return all;
  }

  private List<RouteOperation> at(Class<?> resource, Path base, Method method, String verb) {
    Path below = method.getAnnotation(Path.class);
    String path = join(base.value(), below == null ? "" : below.value());
    OperationSummary summary = method.getAnnotation(OperationSummary.class);
    OperationSchema signature =
        new OperationAnnotationMerger(resource, verb, "", ProviderCatalog.NONE)
            .mergeOnto(ResourceMethodSchemaReader.of(method));
    List<RouteOperation> found = new ArrayList<>();
    Set<String> templates = new LinkedHashSet<>();
    for (RoutePattern route : routes) {
      place(route, path).ifPresent(templates::add);
    }
    for (String template : templates) {
      found.add(
          new RouteOperation(
              verb,
              template,
              guard(resource, method),
              method.isAnnotationPresent(LargeRequestBody.class)
                  || resource.isAnnotationPresent(LargeRequestBody.class),
              summary == null ? "" : summary.value(),
              signature,
              meters.meterFor(verb, template)));
    }
    return List.copyOf(found);
  }

  /**
   * Returns the complete path of an operation on this route; the given path is relative to the API
   * base.
   */
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

  /** Joins two path templates and removes the patterns of their variables. */
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

  private static AccessRequirement guard(Class<?> resource, Method method) {
    return guard(method)
        .or(() -> guard(resource))
        .orElse(AccessRequirement.of(AccessRequirement.AccessRequirementKind.NOBODY));
  }

  /** Returns the guard of an element, the strictest if there are several. */
  private static Optional<AccessRequirement> guard(AnnotatedElement element) {
    if (element.isAnnotationPresent(OperatorOnly.class)) {
      return Optional.of(AccessRequirement.of(AccessRequirement.AccessRequirementKind.OPERATOR));
    }
    RequiresPermission requires = element.getAnnotation(RequiresPermission.class);
    if (requires != null) {
      return Optional.of(AccessRequirement.permission(requires.value()));
    }
    if (element.isAnnotationPresent(RequiresAuthentication.class)) {
      return Optional.of(
          AccessRequirement.of(AccessRequirement.AccessRequirementKind.AUTHENTICATED));
    }
    return element.isAnnotationPresent(PublicAccess.class)
        ? Optional.of(AccessRequirement.of(AccessRequirement.AccessRequirementKind.OPEN))
        : Optional.empty();
  }
}
