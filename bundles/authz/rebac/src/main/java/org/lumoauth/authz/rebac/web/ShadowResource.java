package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.relation.RelationModels;
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.relation.ShadowReport;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.Summary;

/** {@code ~/zanzibar/shadow}: a model that is tried on real questions before it is current. */
@Path("zanzibar/shadow")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ShadowResource {

  /** The model to try. */
  record ShadowBody(String model) {}

  /** What it answered differently so far, on this node. */
  record Report(
      String model,
      Instant since,
      long compared,
      long different,
      long failed,
      long skipped,
      List<Example> examples) {
    static Report of(ShadowReport report) {
      return new Report(
          report.modelId(),
          report.since(),
          report.compared(),
          report.different(),
          report.failed(),
          report.skipped(),
          report.examples().stream().map(Example::of).toList());
    }
  }

  /** A question that was answered differently. */
  record Example(
      String object,
      String relation,
      String subject,
      boolean allowed,
      @JsonProperty("shadow_allowed") boolean shadowAllowed,
      Instant at) {
    static Example of(ShadowReport.Example example) {
      var key = example.question();
      return new Example(
          key.object().toString(),
          key.relation(),
          key.subject().toString(),
          example.allowed(),
          example.shadowAllowed(),
          example.at());
    }
  }

  private final RelationStores stores;
  private final RelationModels models;

  ShadowResource(RelationStores stores, RelationModels models) {
    this.stores = stores;
    this.models = models;
  }

  @GET
  @Requires("relations.read")
  @Summary("Tell what the model in shadow answered differently so far")
  public DataBody<Report> report(@Context HttpServletRequest request) {
    var tenant = Exchange.of(request).tenant();
    return RelationProblems.run(
        () ->
            models
                .shadowReport(tenant, stores.standard(tenant).id())
                .map(report -> DataBody.of(Report.of(report)))
                .orElseThrow(() -> Problem.notFound("No model is in shadow.")));
  }

  @PUT
  @Requires("relations.write")
  @Summary("Answer questions by a model too, for comparison")
  public MessageBody begin(@Context HttpServletRequest request, ShadowBody body) {
    var model = Names.required(body.model(), "Name the model.");
    shadow(request, Optional.of(model));
    return new MessageBody("Questions are answered by the model too, for comparison.");
  }

  @DELETE
  @Requires("relations.write")
  @Summary("End the comparison")
  public MessageBody end(@Context HttpServletRequest request) {
    shadow(request, Optional.empty());
    return new MessageBody("No model is in shadow any more.");
  }

  private void shadow(HttpServletRequest request, Optional<String> model) {
    var exchange = Exchange.of(request);
    var tenant = exchange.tenant();
    RelationProblems.run(
        () -> {
          models.shadow(
              tenant,
              stores.standard(tenant).id(),
              model,
              Initiator.of(exchange.caller(), exchange.requestInfo()));
          return null;
        });
  }
}
