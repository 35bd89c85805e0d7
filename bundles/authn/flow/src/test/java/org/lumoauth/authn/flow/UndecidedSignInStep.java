/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.PostLoginStep;
import org.lumoauth.api.tenant.TenantContext;

/** A sign-in step that fails to decide whether it is required. */
final class UndecidedSignInStep implements PostLoginStep {

  @Override
  public SignInStepNeed need(TenantContext tenant, SignInStepContext occasion) {
    throw new IllegalStateException("broken");
  }

  @Override
  public Optional<SignInStepForm> begin(TenantContext tenant, SignInStepContext occasion) {
    return Optional.empty();
  }

  @Override
  public SignInStepResult proceed(
      TenantContext tenant,
      SignInStepContext occasion,
      Map<String, String> state,
      Map<String, String> input,
      AuditInitiator by) {
    return new SignInStepCompletion();
  }
}
