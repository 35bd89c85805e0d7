/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.agent;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.approval.ApproverResolver;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.authz.AccessSearchCandidateProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.MetricSample;
import org.lumoauth.api.metric.Metric.MetricType;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ContractVerdict;
import org.lumoauth.testkit.contract.authz.AccessSearchCandidateProviderContract;
import org.lumoauth.testkit.contract.platform.MetricSourceContract;

/** The kits of modules that are asked what they count, whom they know and who may approve. */
class LookupContractsTest {

  private static final TenantContext ACME = aTenant().build();
  private static final SubjectRef ANN = new SubjectRef(SubjectRef.USER, "usr_ann");
  private static final SubjectRef ROBOT = new SubjectRef(SubjectRef.AGENT, "agt_robot");

  @Test
  void acceptsCompliantMetrics() {
    ContractVerdict.holds(GoodMetrics.class);
  }

  @Test
  void detectsMetricsWithTenantLabels() {
    ContractVerdict.breaks(Indiscreet.class, "hasNoLabelWithTenantValues");
  }

  @Test
  void detectsResettingCounter() {
    ContractVerdict.breaks(Resetting.class, "countersNeverDecrease");
  }

  @Test
  void detectsHistogramWithIncompleteBuckets() {
    ContractVerdict.breaks(Sparse.class, "histogramBucketsReachTheCount");
  }

  @Test
  void detectsDuplicateSample() {
    ContractVerdict.breaks(Twofold.class, "returnsOneSamplePerLabelSet");
  }

  @Test
  void detectsMetricsWithInvalidNames() {
    ContractVerdict.breaks(Illegible.class, "declaresNameAndHelpOfEachMetric");
  }

  @Test
  void detectsGaugeThatIsNotNumber() {
    ContractVerdict.breaks(NoNumber.class, "returnsNumericValues");
  }

  @Test
  void detectsSuffixOutsideHistogram() {
    ContractVerdict.breaks(Suffixed.class, "usesSuffixesOnlyForHistograms");
  }

  @Test
  void detectsUnstableMetric() {
    ContractVerdict.breaks(Fleeting.class, "returnsTheSameMetricNamesEachTime");
  }

  @Test
  void acceptsCompliantCandidates() {
    ContractVerdict.holds(GoodCandidates.class);
  }

  @Test
  void detectsCandidatesRepeatingCursor() {
    ContractVerdict.breaks(
        Inclusive.class, "continuesAfterTheLastCandidate", "continuesAfterAnUnknownId");
  }

  @Test
  void detectsUnorderedCandidates() {
    ContractVerdict.breaks(
        Dictionary.class,
        "returnsUniqueCandidatesInOrder",
        "returnsAtMostTheLimit",
        "continuesAfterTheLastCandidate");
  }

  @Test
  void detectsCandidatesComparedCaseInsensitively() {
    ContractVerdict.breaks(
        Careless.class, "continuesAfterTheLastCandidate", "continuesAfterAnUnknownId");
  }

  @Test
  void detectsCandidatesIgnoringLimit() {
    ContractVerdict.breaks(
        Boundless.class, "returnsAtMostTheLimit", "continuesAfterTheLastCandidate");
  }

  @Test
  void detectsCandidatesOfEveryTenant() {
    ContractVerdict.breaks(Tenantless.class, "returnsNoCandidateOfAnotherTenant");
  }

  @Test
  void detectsCandidatesOfAnyType() {
    ContractVerdict.breaks(Typeless.class, "returnsNoCandidateOfUnknownType");
  }

  @Test
  void detectsResourcesForUnknownSubjects() {
    ContractVerdict.breaks(Open.class, "returnsNoCandidateForUnknownSubject");
  }

  @Test
  void detectsIncompleteCandidates() {
    ContractVerdict.breaks(Incomplete.class, "findsAllCandidates");
  }

  @Test
  void detectsCandidatesFailingOnInvalidCursor() {
    ContractVerdict.breaks(Fragile.class, "acceptsAnyTextAsPosition");
  }

  @Test
  void acceptsCompliantApprovers() {
    ContractVerdict.holds(GoodApprovers.class);
  }

  @Test
  void detectsApproversOfEveryTenant() {
    ContractVerdict.breaks(AnyTenant.class, "resolvesNoApproverInAnotherTenant");
  }

  @Test
  void detectsApproversForAnyRequest() {
    ContractVerdict.breaks(
        AnyRequest.class,
        "resolvesNoApproverForUnrelatedRequest",
        "resolvesNoApproverForUnknownRequester");
  }

  @Test
  void detectsMissingApprovers() {
    ContractVerdict.breaks(
        Forgetful.class, "resolvesRelatedUsers", "returnsEqualResultsToConcurrentThreads");
  }

  @Test
  void detectsApproversThatAreNotUsers() {
    ContractVerdict.breaks(Machines.class, "resolvesOnlyUsers");
  }

  @Test
  void detectsApproversDerivedFromRequestText() {
    ContractVerdict.breaks(Credulous.class, "acceptsAnyRequestText");
  }

  static class GoodMetrics extends MetricSourceContract implements MetricSource {
    final AtomicLong done = new AtomicLong();
    volatile String latest = "";

    @Override
    protected MetricSource source() {
      return this;
    }

    @Override
    protected void work(TenantContext tenant) {
      done.incrementAndGet();
      latest = tenant.slug();
    }

    @Override
    public List<Metric> metrics() {
      return List.of(
          Metric.counter("shop_orders_total", "Orders.", done.get()),
          Metric.gauge("shop_shelves", "Shelves.", -1),
          new Metric(
              "shop_order_seconds",
              MetricType.HISTOGRAM,
              "Time of an order.",
              List.of(
                  new MetricSample("_bucket", Map.of("le", "1"), 0),
                  new MetricSample("_bucket", Map.of("le", "+Inf"), done.get()),
                  new MetricSample("_sum", Map.of(), 2 * done.get()),
                  new MetricSample("_count", Map.of(), done.get()))));
    }

    List<Metric> with(Metric another) {
      return List.of(Metric.counter("shop_orders_total", "Orders.", done.get()), another);
    }
  }

  static class Indiscreet extends GoodMetrics {
    @Override
    public List<Metric> metrics() {
      return with(
          new Metric(
              "shop_latest",
              MetricType.GAUGE,
              "Latest.",
              List.of(new MetricSample("", Map.of("tenant", latest), 1))));
    }
  }

  static class Resetting extends GoodMetrics {
    @Override
    public List<Metric> metrics() {
      return List.of(Metric.counter("shop_orders_total", "Orders.", 100.0 / (1 + done.get())));
    }
  }

  static class Sparse extends GoodMetrics {
    @Override
    public List<Metric> metrics() {
      return with(
          new Metric(
              "shop_order_seconds",
              MetricType.HISTOGRAM,
              "Time.",
              List.of(
                  new MetricSample("_bucket", Map.of("le", "1"), 1),
                  new MetricSample("_count", Map.of(), 2))));
    }
  }

  static class Twofold extends GoodMetrics {
    @Override
    public List<Metric> metrics() {
      return with(
          new Metric(
              "shop_shelves",
              MetricType.GAUGE,
              "Shelves.",
              List.of(
                  new MetricSample("", Map.of("room", "hall"), 1),
                  new MetricSample("", Map.of("room", "hall"), 2))));
    }
  }

  static class Illegible extends GoodMetrics {
    @Override
    public List<Metric> metrics() {
      return with(Metric.gauge("shop shelves", "Shelves.", 1));
    }
  }

  static class NoNumber extends GoodMetrics {
    @Override
    public List<Metric> metrics() {
      return with(Metric.gauge("shop_average", "Orders a shelf.", 0.0 / 0.0));
    }
  }

  static class Suffixed extends GoodMetrics {
    @Override
    public List<Metric> metrics() {
      return with(
          new Metric(
              "shop_shelves",
              MetricType.GAUGE,
              "Shelves.",
              List.of(new MetricSample("_sum", Map.of(), 1))));
    }
  }

  static class Fleeting extends GoodMetrics {
    @Override
    public List<Metric> metrics() {
      return done.get() == 0
          ? List.of(Metric.gauge("shop_shelves", "Shelves.", 1))
          : with(Metric.gauge("shop_shelves", "Shelves.", 1));
    }
  }

  static class GoodCandidates extends AccessSearchCandidateProviderContract
      implements AccessSearchCandidateProvider {
    List<String> ids = List.of("Doc-2", "doc-1", "doc-10", "doc-2");

    @Override
    protected AccessSearchCandidateProvider candidates() {
      return this;
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected String type() {
      return "doc";
    }

    @Override
    protected Optional<SubjectRef> subject() {
      return Optional.of(ANN);
    }

    @Override
    protected List<String> known() {
      return List.of("Doc-2", "doc-1", "doc-2");
    }

    @Override
    public List<String> resources(
        TenantContext tenant, SubjectRef subject, String type, Optional<String> after, int limit) {
      return tenant.equals(ACME) && subject.equals(ANN) && type.equals("doc")
          ? found(after, limit)
          : List.of();
    }

    List<String> found(Optional<String> after, int limit) {
      return ids.stream()
          .filter(id -> after.isEmpty() || id.compareTo(after.get()) > 0)
          .limit(limit)
          .toList();
    }
  }

  static class Inclusive extends GoodCandidates {
    @Override
    List<String> found(Optional<String> after, int limit) {
      return ids.stream()
          .filter(id -> after.isEmpty() || id.compareTo(after.get()) >= 0)
          .limit(limit)
          .toList();
    }
  }

  static class Dictionary extends GoodCandidates {
    @Override
    List<String> found(Optional<String> after, int limit) {
      return super.found(after, limit).stream()
          .sorted(Comparator.comparing(id -> id.replace("Doc", "dod")))
          .toList();
    }
  }

  static class Careless extends GoodCandidates {
    @Override
    List<String> found(Optional<String> after, int limit) {
      return ids.stream()
          .filter(id -> after.isEmpty() || id.compareToIgnoreCase(after.get()) > 0)
          .limit(limit)
          .toList();
    }
  }

  static class Boundless extends GoodCandidates {
    @Override
    List<String> found(Optional<String> after, int limit) {
      return super.found(after, 100);
    }
  }

  static class Tenantless extends GoodCandidates {
    @Override
    public List<String> resources(
        TenantContext tenant, SubjectRef subject, String type, Optional<String> after, int limit) {
      return super.resources(ACME, subject, type, after, limit);
    }
  }

  static class Typeless extends GoodCandidates {
    @Override
    public List<String> resources(
        TenantContext tenant, SubjectRef subject, String type, Optional<String> after, int limit) {
      return super.resources(tenant, subject, "doc", after, limit);
    }
  }

  static class Open extends GoodCandidates {
    @Override
    public List<String> resources(
        TenantContext tenant, SubjectRef subject, String type, Optional<String> after, int limit) {
      return super.resources(tenant, ANN, type, after, limit);
    }
  }

  static class Incomplete extends GoodCandidates {
    @Override
    protected List<String> known() {
      return List.of("doc-1", "doc-2", "doc-3");
    }
  }

  static class Fragile extends GoodCandidates {
    @Override
    List<String> found(Optional<String> after, int limit) {
      if (after.filter(id -> id.length() > 100).isPresent()) {
        throw new IllegalArgumentException("too long");
      }
      return super.found(after, limit);
    }
  }

  static class GoodApprovers extends ApproverResolverContract implements ApproverResolver {
    @Override
    protected ApproverResolver source() {
      return this;
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected NewApproval asked() {
      return by(ROBOT);
    }

    @Override
    protected Set<SubjectRef> related() {
      return Set.of(ANN);
    }

    @Override
    protected NewApproval unrelated() {
      return by(new SubjectRef(SubjectRef.AGENT, "agt_alone"));
    }

    static NewApproval by(SubjectRef requester) {
      return new NewApproval(
          requester,
          List.of(),
          Optional.empty(),
          "files.delete",
          Map.of(),
          "To tidy up.",
          "high",
          Optional.empty(),
          Optional.of(Duration.ofMinutes(5)));
    }

    @Override
    public Set<SubjectRef> resolveApprovers(TenantContext tenant, NewApproval asked) {
      return tenant.equals(ACME) && asked.requester().equals(ROBOT) ? related() : Set.of();
    }
  }

  static class AnyTenant extends GoodApprovers {
    @Override
    public Set<SubjectRef> resolveApprovers(TenantContext tenant, NewApproval asked) {
      return super.resolveApprovers(ACME, asked);
    }
  }

  static class AnyRequest extends GoodApprovers {
    @Override
    public Set<SubjectRef> resolveApprovers(TenantContext tenant, NewApproval asked) {
      return tenant.equals(ACME) ? related() : Set.of();
    }
  }

  static class Machines extends GoodApprovers {
    @Override
    protected Set<SubjectRef> related() {
      return Set.of(ANN, ROBOT);
    }
  }

  static class Forgetful extends GoodApprovers {
    @Override
    public Set<SubjectRef> resolveApprovers(TenantContext tenant, NewApproval asked) {
      return Set.of();
    }
  }

  static class Credulous extends GoodApprovers {
    @Override
    public Set<SubjectRef> resolveApprovers(TenantContext tenant, NewApproval asked) {
      return asked.reason().contains("jndi")
          ? Set.of(new SubjectRef(SubjectRef.USER, asked.reason()))
          : super.resolveApprovers(tenant, asked);
    }
  }
}
