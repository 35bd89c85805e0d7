package org.lumoauth.platform.authz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.SubjectPermissions;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The authorization service over whatever models are there when a question comes. */
@Component(
    service = {AuthorizationService.class, MetricSource.class},
    configurationPid = "org.lumoauth.platform.authz",
    property = {"lumoauth.kind=metrics", "lumoauth.name=platform-authz"})
@Designate(ocd = AuthzConfig.class)
public final class DecisionService implements AuthorizationService, MetricSource {

  private final Providers<AuthorizationModel> models;
  private final Providers<SubjectPermissions> lists;
  private final Providers<SubjectSource> subjects;
  private final ModelCaller caller;
  private final Judge judge;
  private final Duration batchTimeout;
  private final DecisionCounts counts = new DecisionCounts();

  /** Follows the models from now on. */
  @Activate
  public DecisionService(
      @Reference ProviderRegistry registry,
      @Reference CombiningChoice combining,
      AuthzConfig config) {
    var required = RequiredModels.parse(config.requiredModels(), config.neverDenyingModels());
    this.caller =
        new ModelCaller(
            Set.copyOf(ConfiguredList.of(config.inlineModels())),
            Duration.ofMillis(config.voteTimeoutMillis()),
            config.callsPerModel());
    var ceilings = new HashSet<>(ConfiguredList.of(config.ceilingModels()));
    ceilings.add(CredentialScopeModel.NAME);
    this.subjects = registry.follow(SubjectSource.class);
    this.judge =
        new Judge(caller, required, new Combiner(ceilings), combining, new Parties(subjects));
    this.batchTimeout = Duration.ofMillis(config.batchTimeoutMillis());
    this.models = registry.follow(AuthorizationModel.class);
    this.lists = registry.follow(SubjectPermissions.class);
  }

  /** Looks for no more models; votes in flight are waited for by those who asked. */
  @Deactivate
  public void stop() {
    models.close();
    lists.close();
    subjects.close();
    caller.close();
  }

  @Override
  public Decision decide(TenantContext tenant, Question question) {
    long start = System.nanoTime();
    try (var panel = new Panel(models)) {
      return counts.count(judge.decide(tenant, question, panel), start);
    }
  }

  @Override
  public List<Decision> decideAll(TenantContext tenant, List<Question> questions) {
    long start = System.nanoTime();
    try (var panel = new Panel(models)) {
      var decisions = new ArrayList<Decision>(questions.size());
      for (Question question : questions) {
        long begun = System.nanoTime();
        boolean late = begun - start > batchTimeout.toNanos();
        Decision decision = late ? judge.outOfTime() : judge.decide(tenant, question, panel);
        decisions.add(counts.count(decision, begun));
      }
      return decisions;
    }
  }

  @Override
  public List<Metric> metrics() {
    return counts.metrics();
  }

  @Override
  public List<EffectivePermission> permissions(
      TenantContext tenant, SubjectPermissions.Query query) {
    try (var panel = new Panel(models)) {
      return new PermissionListing(lists, judge).list(tenant, query, panel);
    }
  }
}
