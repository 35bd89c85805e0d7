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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.module.ModuleException;
import org.lumoauth.api.module.ModuleInfo;
import org.lumoauth.api.web.OperatorOnly;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.modules.archive.ArchiveCheck;
import org.lumoauth.platform.modules.archive.ModuleAddress;
import org.lumoauth.platform.modules.lifecycle.ModuleLifecycle;
import org.lumoauth.platform.modules.lifecycle.Order;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code /api/v1/platform/modules}. */
@Path("platform/modules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@OperatorOnly
public final class ModulesResource {
  private final ModuleLifecycle modules;
  private final ArchiveCheck check;

  ModulesResource(ModuleLifecycle modules, ArchiveCheck check) {
    this.modules = modules;
    this.check = check;
  }

  @GET
  public ListBody<ModuleBody> list() {
    return ListBody.whole(modules.list().stream().map(ModuleBody::of).toList());
  }

  @POST
  @Takes(members = {@Member(value = "url", needed = true, says = "Where the archive is")})
  @AnswersWith(status = 201)
  @Refuses(409)
  public Response install(@Context HttpServletRequest request, Map<String, Object> body) {
    String url = url(body);
    ModuleInfo installed = carryOut(() -> modules.install(url, order(request)));
    return Response.status(Response.Status.CREATED)
        .entity(DataBody.of(ModuleBody.of(installed)))
        .build();
  }

  @POST
  @Path("{name}/upgrade")
  @Takes(members = {@Member(value = "url", needed = true, says = "Where the archive is")})
  @Refuses(409)
  public DataBody<ModuleBody> upgrade(
      @Context HttpServletRequest request,
      @PathParam("name") String name,
      Map<String, Object> body) {
    requireKnown(name);
    String url = url(body);
    return DataBody.of(ModuleBody.of(carryOut(() -> modules.upgrade(name, url, order(request)))));
  }

  @DELETE
  @Path("{name}")
  @Consumes(MediaType.WILDCARD)
  public MessageBody remove(@Context HttpServletRequest request, @PathParam("name") String name) {
    requireKnown(name);
    carryOut(
        () -> {
          modules.remove(name, order(request));
          return null;
        });
    return new MessageBody("The module " + name + " was removed.");
  }

  /** Where the bundle is; an address that cannot be one is refused as part of the body. */
  private static String url(Map<String, Object> body) {
    String url =
        Members.of(body, Set.of("url"))
            .secret("url")
            .orElseThrow(() -> Problem.invalid("url", "url is needed: the address of a bundle."));
    try {
      ModuleAddress.of(url);
      return url;
    } catch (ModuleException e) {
      throw Problem.invalid("url", e.getMessage());
    }
  }

  private Order order(HttpServletRequest request) {
    Exchange exchange = Exchange.of(request);
    return new Order(Initiator.of(exchange.caller(), exchange.requestInfo()), check);
  }

  private void requireKnown(String name) {
    List<ModuleInfo> known = modules.list();
    if (known.stream().noneMatch(module -> module.name().equals(name))) {
      throw Problem.notFound("There is no such module.");
    }
  }

  private static <T> T carryOut(Operation<T> operation) {
    try {
      return operation.run();
    } catch (ModuleException e) {
      if (e.getCause() instanceof Problem unrecorded) {
        throw unrecorded; // it was done, but the audit log does not know
      }
      throw new Problem(409, "module_refused", e.getMessage());
    }
  }

  /** One operation. */
  @FunctionalInterface
  private interface Operation<T> {
    T run() throws ModuleException;
  }
}
