/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.rest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.module.ModuleException;
import org.lumoauth.api.module.ModuleInfo;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.OperatorOnly;
import org.lumoauth.platform.modules.archive.ModuleArchivePolicy;
import org.lumoauth.platform.modules.archive.ModuleLocation;
import org.lumoauth.platform.modules.lifecycle.ModuleLifecycleService;
import org.lumoauth.platform.modules.lifecycle.ModuleOperationContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Serves {@code /api/v1/platform/modules}. */
@Path("platform/modules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@OperatorOnly
public final class ModulesResource {
  private final ModuleLifecycleService modules;
  private final ModuleArchivePolicy check;

  ModulesResource(ModuleLifecycleService modules, ModuleArchivePolicy check) {
    this.modules = modules;
    this.check = check;
  }

  @GET
  @OperationSummary("List the installed modules")
  public ListResponseBody<ModuleView> list() {
    return ListResponseBody.unpaged(modules.list().stream().map(ModuleView::of).toList());
  }

  @POST
  @OperationSummary("Install a module")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(
            value = "url",
            required = true,
            description = "The URL of the module archive")
      })
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response install(@Context HttpServletRequest request, Map<String, Object> body) {
    String url = url(body);
    ModuleInfo installed = carryOut(() -> modules.install(url, order(request)));
    return Response.status(Response.Status.CREATED)
        .entity(DataResponseBody.of(ModuleView.of(installed)))
        .build();
  }

  @POST
  @OperationSummary("Upgrade a module")
  @Path("{name}/upgrade")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(
            value = "url",
            required = true,
            description = "The URL of the module archive")
      })
  @ApiErrorResponses(409)
  public DataResponseBody<ModuleView> upgrade(
      @Context HttpServletRequest request,
      @PathParam("name") String name,
      Map<String, Object> body) {
    requireKnown(name);
    String url = url(body);
    return DataResponseBody.of(
        ModuleView.of(carryOut(() -> modules.upgrade(name, url, order(request)))));
  }

  @DELETE
  @OperationSummary("Remove a module")
  @Path("{name}")
  @Consumes(MediaType.WILDCARD)
  public MessageResponseBody remove(
      @Context HttpServletRequest request, @PathParam("name") String name) {
    requireKnown(name);
    carryOut(
        () -> {
          modules.remove(name, order(request));
          return null;
        });
    return new MessageResponseBody("The module " + name + " was removed.");
  }

  /** Returns the bundle's URL. Rejects a malformed URL as an invalid member. */
  private static String url(Map<String, Object> body) {
    String url =
        JsonObjectMemberReader.of(body, Set.of("url"))
            .secret("url")
            .orElseThrow(
                () -> ApiException.invalid("url", "`url` is required: the URL of a bundle."));
    try {
      ModuleLocation.of(url);
      return url;
    } catch (ModuleException e) {
      throw ApiException.invalid("url", e.getMessage());
    }
  }

  private ModuleOperationContext order(HttpServletRequest request) {
    HttpExchange exchange = HttpExchange.of(request);
    return new ModuleOperationContext(
        AuditInitiator.of(exchange.caller(), exchange.requestInfo()), check);
  }

  private void requireKnown(String name) {
    List<ModuleInfo> known = modules.list();
    if (known.stream().noneMatch(module -> module.name().equals(name))) {
      throw ApiException.notFound("The module is not installed.");
    }
  }

  private static <T> T carryOut(ModuleRestOperation<T> operation) {
    try {
      return operation.run();
    } catch (ModuleException e) {
      if (e.getCause() instanceof ApiException unrecorded) {
        throw unrecorded; // the operation succeeded, but the audit log could not record it
      }
      throw new ApiException(409, "module_refused", e.getMessage());
    }
  }

  /** One operation. */
  @FunctionalInterface
  private interface ModuleRestOperation<T> {
    T run() throws ModuleException;
  }
}
