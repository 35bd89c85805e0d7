/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.evaluation.AuthzenResponseExtension;
import org.lumoauth.api.evaluation.AuthzenResponseExtension.DeniedEvaluation;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Calls the modules that implement profiles of the specification and extend responses. */
@Component(service = EvaluationExtensionInvoker.class)
public final class EvaluationExtensionInvoker {

  private final ProviderTracker<AuthzenResponseExtension> providers;

  @Activate
  public EvaluationExtensionInvoker(@Reference ProviderRegistry registry) {
    this.providers = registry.track(AuthzenResponseExtension.class);
  }

  @Deactivate
  void close() {
    providers.close();
  }

  /** Returns the additional context of a denial. */
  Map<String, Object> context(
      HttpExchange exchange,
      EvaluationRequest evaluation,
      DecisionRequest question,
      Decision decision) {
    List<ServiceLease<AuthzenResponseExtension>> held = providers.leaseAvailable();
    if (held.isEmpty()) {
      return Map.of();
    }
    var denied =
        new DeniedEvaluation(
            exchange.caller(),
            sent(evaluation.subject()),
            sent(evaluation.resource()),
            sent(evaluation.action()),
            question,
            decision);
    Map<String, Object> context = new LinkedHashMap<>();
    try {
      held.forEach(each -> context.putAll(each.get().context(exchange.tenant(), denied)));
    } finally {
      held.forEach(ServiceLease::close);
    }
    return context;
  }

  /** Extends the configuration document. */
  void describe(TenantContext tenant, Map<String, Object> metadata) {
    List<ServiceLease<AuthzenResponseExtension>> held = providers.leaseAvailable();
    try {
      held.forEach(
          each ->
              each.get()
                  .metadata(tenant)
                  .forEach(
                      (name, value) ->
                          metadata.merge(name, value, EvaluationExtensionInvoker::both)));
    } finally {
      held.forEach(ServiceLease::close);
    }
  }

  private static Object both(Object first, Object second) {
    if (first instanceof List<?> some && second instanceof List<?> more) {
      List<Object> all = new ArrayList<>(some);
      all.addAll(more);
      return all;
    }
    return first;
  }

  private static Map<String, Object> sent(EvaluationEntity entity) {
    Map<String, Object> sent = new HashMap<>();
    sent.put("type", entity.type());
    sent.put("id", entity.id().orElseThrow());
    return with(sent, entity.properties());
  }

  private static Map<String, Object> sent(EvaluationAction action) {
    Map<String, Object> sent = new HashMap<>();
    sent.put("name", action.name());
    return with(sent, action.properties());
  }

  private static Map<String, Object> with(
      Map<String, Object> sent, Map<String, Object> properties) {
    if (!properties.isEmpty()) {
      sent.put("properties", properties);
    }
    return sent;
  }
}
