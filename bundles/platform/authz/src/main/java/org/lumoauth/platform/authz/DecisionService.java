/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The authorization service, which uses all models that are registered when a request arrives. */
@Component(
    service = {AuthorizationService.class, MetricSource.class},
    configurationPid = "org.lumoauth.platform.authz",
    property = {"lumoauth.kind=metrics", "lumoauth.name=platform-authz"})
@Designate(ocd = AuthzConfig.class)
public final class DecisionService implements AuthorizationService, MetricSource {

  private static final Logger LOG = LoggerFactory.getLogger(DecisionService.class);

  private final ProviderTracker<AuthorizationModel> models;
  private final ProviderTracker<SubjectPermissionProvider> lists;
  private final ProviderTracker<SubjectSource> subjects;
  private final AuthorizationModelVoteCaller caller;
  private final DecisionEvaluator judge;
  private final Duration batchTimeout;
  private final DecisionMetrics counts = new DecisionMetrics();

  /** Starts tracking the models. */
  @Activate
  public DecisionService(
      @Reference ProviderRegistry registry,
      @Reference VoteCombiningPolicyCache combining,
      AuthzConfig config) {
    var required =
        RequiredAuthorizationModels.parse(config.requiredModels(), config.neverDenyingModels());
    this.caller =
        new AuthorizationModelVoteCaller(
            Set.copyOf(ConfigListParser.of(config.inlineModels())),
            Duration.ofMillis(config.voteTimeoutMillis()),
            config.callsPerModel());
    var ceilings = new HashSet<>(ConfigListParser.of(config.ceilingModels()));
    ceilings.add(CredentialScopeModel.NAME);
    this.subjects = registry.track(SubjectSource.class);
    this.judge =
        new DecisionEvaluator(
            caller,
            required,
            new VoteCombiner(ceilings),
            combining,
            new DecisionSubjectResolver(subjects));
    this.batchTimeout = Duration.ofMillis(config.batchTimeoutMillis());
    this.models = registry.track(AuthorizationModel.class);
    this.lists = registry.track(SubjectPermissionProvider.class);
  }

  /** Stops tracking models; votes in progress are awaited by their callers. */
  @Deactivate
  public void stop() {
    models.close();
    lists.close();
    subjects.close();
    caller.close();
  }

  @Override
  public Decision decide(TenantContext tenant, DecisionRequest question) {
    long start = System.nanoTime();
    try (var panel = new AuthorizationModelSet(models)) {
      return record(tenant, question, judge.decide(tenant, question, panel), start);
    }
  }

  @Override
  public List<Decision> decideAll(TenantContext tenant, List<DecisionRequest> questions) {
    long start = System.nanoTime();
    try (var panel = new AuthorizationModelSet(models)) {
      var decisions = new ArrayList<Decision>(questions.size());
      for (DecisionRequest question : questions) {
        long begun = System.nanoTime();
        boolean late = begun - start > batchTimeout.toNanos();
        Decision decision = late ? judge.timeoutDecision() : judge.decide(tenant, question, panel);
        decisions.add(record(tenant, question, decision, begun));
      }
      return decisions;
    }
  }

  private Decision record(
      TenantContext tenant, DecisionRequest question, Decision decision, long start) {
    if (LOG.isDebugEnabled()) {
      LOG.debug(
          "decision: tenant={} subject={} actors={} action={} resource={} permitted={} reason={}",
          tenant.slug(),
          question.subject(),
          question.actors(),
          question.action(),
          question.resource().map(resource -> resource.type() + ":" + resource.id()).orElse(""),
          decision.permitted(),
          decision.reason().code());
    }
    return counts.count(decision, start);
  }

  @Override
  public List<Metric> metrics() {
    return counts.metrics();
  }

  @Override
  public List<EffectivePermission> permissions(
      TenantContext tenant, SubjectPermissionProvider.SubjectPermissionQuery query) {
    try (var panel = new AuthorizationModelSet(models)) {
      return new EffectivePermissionLookup(lists, judge).list(tenant, query, panel);
    }
  }
}
