package org.lumoauth.authn.flow;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.SignInStep;
import org.lumoauth.api.tenant.TenantContext;

/** A step that does not know whether it asks. */
final class Broken implements SignInStep {

  @Override
  public Need need(TenantContext tenant, Occasion occasion) {
    throw new IllegalStateException("broken");
  }

  @Override
  public Optional<Form> begin(TenantContext tenant, Occasion occasion) {
    return Optional.empty();
  }

  @Override
  public Result proceed(
      TenantContext tenant,
      Occasion occasion,
      Map<String, String> state,
      Map<String, String> input,
      Initiator by) {
    return new Done();
  }
}
