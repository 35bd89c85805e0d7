/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.metric;

import java.util.List;

/**
 * Extension point: the metrics of a module. Registered with {@code lumoauth.kind=metrics} and
 * {@code lumoauth.name}. Read periodically by the exporter, so it must only read its counters. The
 * names are unique to the source and never change.
 */
public interface MetricSource {

  /** Returns the current values. */
  List<Metric> metrics();
}
