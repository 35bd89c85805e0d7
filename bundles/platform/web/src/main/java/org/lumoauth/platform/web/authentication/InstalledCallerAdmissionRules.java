/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.authentication;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CallerAdmissionRule;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Applies the caller rules of all modules. While a module with a rule is unavailable, callers that
 * it could reject are rejected.
 */
@Component(service = InstalledCallerAdmissionRules.class)
public final class InstalledCallerAdmissionRules {

  private final ProviderTracker<CallerAdmissionRule> rules;

  @Activate
  public InstalledCallerAdmissionRules(@Reference ProviderRegistry registry) {
    this.rules = registry.track(CallerAdmissionRule.class);
  }

  @Deactivate
  void close() {
    rules.close();
  }

  /**
   * Rejects a caller if a rule rejects it.
   *
   * @throws ApiException as {@link CallerAdmissionRule#check}; 503 {@code module_unavailable} while
   *     a rule that may apply to the caller is unavailable
   */
  void check(TenantContext tenant, Caller caller, HttpRequestView request) {
    try (LeasedProviders<CallerAdmissionRule> held = rules.leaseAll()) {
      for (Map.Entry<String, String> missed : held.unavailable().entrySet()) {
        if (mayBeAbout(
            caller, rules.lastKnownProperties(missed.getKey()).get(CallerAdmissionRule.SUBJECTS))) {
          throw ApiException.moduleUnavailable(missed.getValue());
        }
      }
      for (int i = 0; i < held.leases().size(); i++) { // runs for every request
        held.leases().get(i).get().check(tenant, caller, request);
      }
    }
  }

  private static boolean mayBeAbout(Caller caller, Object types) {
    if (types instanceof String type) {
      return takesPart(caller, type);
    }
    if (types instanceof String[] several && several.length > 0) {
      return Arrays.stream(several).anyMatch(type -> takesPart(caller, type));
    }
    return true; // the rule did not declare its callers
  }

  private static boolean takesPart(Caller caller, String type) {
    return Stream.concat(Stream.of(caller.subject()), caller.actors().stream())
        .anyMatch(subject -> subject.type().equals(type));
  }
}
