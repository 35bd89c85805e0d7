package org.lumoauth.authz.rebac.engine;

import java.time.Duration;

/**
 * What one question may take.
 *
 * @param depth steps from a relation to another
 * @param work nodes and tuples looked at
 * @param time until it must be answered
 */
public record EvaluationLimits(int depth, int work, Duration time) {}
