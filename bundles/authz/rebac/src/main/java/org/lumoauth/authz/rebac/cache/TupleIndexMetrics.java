package org.lumoauth.authz.rebac.cache;

import java.util.List;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.MetricSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How much of the relations is held in memory, and how often it had to be read. */
@Component(property = {"lumoauth.kind=metrics", "lumoauth.name=authz-rebac"})
public final class TupleIndexMetrics implements MetricSource {

  private final TupleIndexCache indexes;
  private final SharedResultCache answers;

  @Activate
  public TupleIndexMetrics(
      @Reference TupleIndexCache indexes, @Reference SharedResultCache answers) {
    this.indexes = indexes;
    this.answers = answers;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.gauge(
            "lumoauth_rebac_index_stores", "Stores of relations held in memory.", indexes.stores()),
        Metric.gauge(
            "lumoauth_rebac_index_tuples", "Tuples of relations held in memory.", indexes.tuples()),
        Metric.gauge(
            "lumoauth_rebac_answers",
            "Answers to parts of questions about relations held in memory.",
            answers.size()),
        Metric.counter(
            "lumoauth_rebac_index_loads_total",
            "Times that a store's tuples were read into memory as a whole.",
            indexes.loads()),
        Metric.counter(
            "lumoauth_rebac_index_mismatches_total",
            "Times that tuples in memory did not add up to what their store says.",
            indexes.mismatches()));
  }
}
