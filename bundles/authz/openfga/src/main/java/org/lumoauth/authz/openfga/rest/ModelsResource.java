package org.lumoauth.authz.openfga.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.relation.ModelSource;
import org.lumoauth.api.relation.RelationModels;
import org.lumoauth.api.web.JsonTextValidator;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authz.openfga.FgaActor;
import org.lumoauth.authz.openfga.FgaErrors;
import org.lumoauth.authz.openfga.FgaFailure;
import org.lumoauth.authz.openfga.FgaIds;
import org.lumoauth.authz.openfga.FgaStores;
import org.lumoauth.authz.openfga.wire.ModelBody;
import org.lumoauth.authz.openfga.wire.Paging;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/openfga/stores/{storeId}/authorization-models}. */
@Refuses(
    value = {400, 404, 409, 500},
    body = FgaFailure.Body.class)
@Path("openfga/stores/{storeId}/authorization-models")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public final class ModelsResource {
  private final RelationModels models;
  private final FgaStores stores;

  public ModelsResource(RelationModels models, FgaStores stores) {
    this.models = models;
    this.stores = stores;
  }

  @GET
  @Requires("relations.read")
  @Summary("List models, the newest first, as OpenFGA's ReadAuthorizationModels")
  public ModelBody.Listed list(
      @Context HttpServletRequest request,
      @PathParam("storeId") String storeId,
      @QueryParam("page_size") String size,
      @QueryParam("continuation_token") String token) {
    var tenant = Exchange.of(request).tenant();
    return FgaErrors.OTHER.run(
        () ->
            ModelBody.Listed.of(
                models.list(
                    tenant,
                    stores.require(tenant, storeId).id(),
                    Paging.size(size),
                    Paging.after(token))));
  }

  /** OpenFGA answers by the newest model where none is named, so what is written is current. */
  @POST
  @Requires("relations.write")
  @Summary("Write a model, as OpenFGA's WriteAuthorizationModel")
  @Takes(
      members = {
        @Member(value = "schema_version", needed = true),
        @Member(value = "type_definitions", needed = true, type = List.class),
        @Member(value = "conditions", type = Map.class)
      })
  @AnswersWith(value = ModelBody.Written.class, status = 201)
  public Response write(@Context HttpServletRequest request, @PathParam("storeId") String storeId)
      throws IOException {
    var exchange = Exchange.of(request);
    var tenant = exchange.tenant();
    return FgaErrors.OTHER.run(
        () -> {
          var store = stores.require(tenant, storeId);
          var source =
              ModelSource.of(
                  ModelSource.Language.OPENFGA_JSON, text(request.getInputStream().readAllBytes()));
          var written = models.write(tenant, store.id(), source, true, FgaActor.of(exchange));
          return Response.status(Response.Status.CREATED)
              .entity(new ModelBody.Written(FgaIds.plain(written.id())))
              .build();
        });
  }

  /** The body as text: what is no UTF-8 would become another model. */
  private static String text(byte[] body) {
    var fault = JsonTextValidator.check(body);
    if (fault != JsonTextValidator.Fault.NONE) {
      throw FgaFailure.invalid(fault.message());
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  @GET
  @Path("{modelId}")
  @Requires("relations.read")
  @Summary("Show a model, as OpenFGA's ReadAuthorizationModel")
  public ModelBody.One get(
      @Context HttpServletRequest request,
      @PathParam("storeId") String storeId,
      @PathParam("modelId") String modelId) {
    var tenant = Exchange.of(request).tenant();
    return FgaErrors.OTHER.run(
        () -> {
          var store = stores.require(tenant, storeId);
          return FgaIds.model(modelId)
              .flatMap(id -> models.find(tenant, store.id(), id))
              .map(ModelBody.One::of)
              .orElseThrow(
                  () ->
                      new FgaFailure(
                          400,
                          "authorization_model_not_found",
                          "Authorization Model '" + modelId + "' not found"));
        });
  }
}
