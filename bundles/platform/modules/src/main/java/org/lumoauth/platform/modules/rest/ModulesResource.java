package org.lumoauth.platform.modules.rest;

import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.module.ModuleException;
import org.lumoauth.api.module.ModuleInfo;
import org.lumoauth.api.web.OperatorOnly;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.modules.archive.ArchiveCheck;
import org.lumoauth.platform.modules.lifecycle.ModuleLifecycle;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;

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
  public Response install(ModuleSource source) {
    String url = ModuleSource.urlOf(source);
    ModuleInfo installed = carryOut(() -> modules.install(url, check));
    return Response.status(Response.Status.CREATED)
        .entity(DataBody.of(ModuleBody.of(installed)))
        .build();
  }

  @POST
  @Path("{name}/upgrade")
  public DataBody<ModuleBody> upgrade(@PathParam("name") String name, ModuleSource source) {
    requireKnown(name);
    String url = ModuleSource.urlOf(source);
    return DataBody.of(ModuleBody.of(carryOut(() -> modules.upgrade(name, url, check))));
  }

  @DELETE
  @Path("{name}")
  @Consumes(MediaType.WILDCARD)
  public MessageBody remove(@PathParam("name") String name) {
    requireKnown(name);
    carryOut(
        () -> {
          modules.remove(name);
          return null;
        });
    return new MessageBody("The module " + name + " was removed.");
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
      throw new Problem(409, "module_refused", e.getMessage());
    }
  }

  /** One operation. */
  @FunctionalInterface
  private interface Operation<T> {
    T run() throws ModuleException;
  }
}
