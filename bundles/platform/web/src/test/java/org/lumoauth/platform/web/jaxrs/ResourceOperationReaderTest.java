/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Application;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.OperatorOnly;
import org.lumoauth.api.web.PublicAccess;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.metrics.RequestMetrics;

class ResourceOperationReaderTest {

  @Path("things")
  @RequiresAuthentication
  public static final class Guarded {
    @GET
    public String list() {
      return "";
    }

    @POST
    @RequiresPermission("things.write")
    public String make() {
      return "";
    }

    @GET
    @Path("{thingId: [a-z]{2,3}}/parts")
    @PublicAccess
    public String parts() {
      return "";
    }

    @DELETE
    @OperatorOnly
    public String drop() {
      return "";
    }
  }

  @Path("things")
  public static final class Forgetful {
    @GET
    public String list() {
      return "";
    }
  }

  public static class Shared {
    @GET
    @RequiresPermission("things.read")
    public String list() {
      return "";
    }
  }

  @Path("things")
  public static final class Here extends Shared {}

  @Path("admin/things")
  public static final class There extends Shared {}

  @Path("things")
  public static class Classwise {
    @GET
    public String list() {
      return "";
    }
  }

  @Path("things")
  @PublicAccess
  public static final class OpenOne extends Classwise {}

  @Path("admin/things")
  @OperatorOnly
  public static final class ClosedOne extends Classwise {}

  private static TreeMap<String, String> guards(Object resource, String... routes) {
    return guards(Set.of(resource), routes);
  }

  private static TreeMap<String, String> guards(Set<Object> resources, String... routes) {
    Application application =
        new Application() {
          @Override
          public Set<Object> getSingletons() {
            return resources;
          }
        };
    return new ResourceOperationReader(new RequestMetrics(), List.of(routes))
        .of(application).values().stream()
            .flatMap(List::stream)
            .collect(
                Collectors.toMap(
                    o -> o.method() + " " + o.path(),
                    o -> o.guard().toString(),
                    (a, b) -> a,
                    TreeMap::new));
  }

  @Test
  void findsInheritedMethodAtEachResourcePath() {
    assertEquals(
        Map.of(
            "GET /t/{tenant}/api/v1/things", "permission:things.read",
            "GET /t/{tenant}/api/v1/admin/things", "permission:things.read"),
        guards(Set.of(new Here(), new There()), "~/things", "~/admin/things"));
  }

  @Test
  void rejectsInheritedMethodWithConflictingGuards() {
    assertThrows(
        IllegalArgumentException.class,
        () -> guards(Set.of(new OpenOne(), new ClosedOne()), "~/things", "~/admin/things"));
  }

  @Test
  void readsGuardOfMethodOrClass() {
    assertEquals(
        "{DELETE /t/{tenant}/api/v1/things=operator, GET /t/{tenant}/api/v1/things=authenticated,"
            + " GET /t/{tenant}/api/v1/things/{thingId}/parts=open,"
            + " POST /t/{tenant}/api/v1/things=permission:things.write}",
        guards(new Guarded(), "~/things").toString());
  }

  @Test
  void deniesAMethodWithoutAGuard() {
    assertEquals(
        "{GET /t/{tenant}/api/v1/things=nobody}", guards(new Forgetful(), "~/things").toString());
  }

  @Test
  void listsMethodAtEveryRoute() {
    assertEquals(
        "[GET /api/v1/things, GET /t/{tenant}/api/v1/things]",
        guards(new Forgetful(), "~/things", "/api/v1/things").keySet().toString());
  }

  @Test
  void omitsMethodsWithoutRoute() {
    assertEquals("{}", guards(new Forgetful(), "~/other").toString());
  }
}
