package org.lumoauth.api.authz;

import java.util.List;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** The one place that decides. */
@ProviderType
public interface AuthorizationService {

  /** The code of the reason of a decision that was not made in the time for all together. */
  String OUT_OF_TIME = "not_decided_in_time";

  /**
   * Decides one question. Never throws for a model's failure: that is a denial that says so. But
   * there is no decision, neither yes nor no, while something that it needs is not there.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while a model that
   *     must be asked about the subject or an actor is absent, or a module that a model cannot vote
   *     without
   */
  Decision decide(TenantContext tenant, DecisionRequest question);

  /**
   * Decides several, each as {@link #decide} would, in their order. There is a time for all of them
   * together; what is not decided within it is denied with the reason {@link #OUT_OF_TIME}.
   */
  List<Decision> decideAll(TenantContext tenant, List<DecisionRequest> questions);

  /** Every permission that some source knows the subject to have, without duplicates per source. */
  List<EffectivePermission> permissions(
      TenantContext tenant, SubjectPermissionProvider.SubjectPermissionQuery query);
}
