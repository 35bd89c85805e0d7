package org.lumoauth.api.metric;

import java.util.List;

/**
 * Extension point: values that a module measures. Registered with {@code lumoauth.kind=metrics} and
 * {@code lumoauth.name}. Read now and then by the exporter, so it only looks at its counters. Names
 * are its own alone, and always the same.
 */
public interface MetricSource {

  /** The values as they are now. */
  List<Metric> metrics();
}
