/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import java.util.List;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.MetricSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes metrics about the relation tuples in memory. */
@Component(property = {"lumoauth.kind=metrics", "lumoauth.name=authz-rebac"})
public final class TupleIndexMetrics implements MetricSource {

  private final TupleIndexCache indexes;
  private final SubqueryResultCache answers;

  @Activate
  public TupleIndexMetrics(
      @Reference TupleIndexCache indexes, @Reference SubqueryResultCache answers) {
    this.indexes = indexes;
    this.answers = answers;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.gauge(
            "lumoauth_rebac_index_stores",
            "The number of relation stores in memory.",
            indexes.stores()),
        Metric.gauge(
            "lumoauth_rebac_index_tuples",
            "The number of relation tuples in memory.",
            indexes.tuples()),
        Metric.gauge(
            "lumoauth_rebac_answers",
            "The number of cached partial results of relation queries.",
            answers.size()),
        Metric.counter(
            "lumoauth_rebac_index_loads_total",
            "How often the tuples of a store were loaded into memory completely.",
            indexes.loads()),
        Metric.counter(
            "lumoauth_rebac_index_mismatches_total",
            "How often the tuples in memory did not match the digest of their store.",
            indexes.mismatches()));
  }
}
