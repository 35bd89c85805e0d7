package ${package};

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/**
 * Permits users to read a document whose attribute {@code visibility} is {@code public}. It never
 * denies an action: other models can permit users to read the other documents.
 */
@Component(
    property = {
      "lumoauth.kind=authorization-model",
      "lumoauth.name=${artifactId}",
      AuthorizationModel.SUBJECTS + "=user",
      AuthorizationModel.NEVER_DENIES + ":Boolean=true"
    })
public final class PublicDocumentModel implements AuthorizationModel {
  private static final Set<String> ACTIONS = Set.of("documents.read");

  @Override
  public AuthorizationVote vote(TenantContext tenant, DecisionRequest request) {
    Optional<Resource> document =
        request.resource().filter(resource -> resource.type().equals("document"));
    if (document.isEmpty() || !ACTIONS.contains(request.action())) {
      return AuthorizationVote.notApplicable(
          DecisionReason.of("other_request", "This is not a request to read a document.", Map.of()),
          Optional.empty());
    }
    if ("public".equals(document.get().attributes().get("visibility"))) {
      return AuthorizationVote.permit(
          DecisionReason.of("public_document", "The document is public.", Map.of()));
    }
    return AuthorizationVote.notApplicable(
        DecisionReason.of("document_not_public", "The document is not public.", Map.of()),
        Optional.of("Set the visibility of the document to public."));
  }
}
