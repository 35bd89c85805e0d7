/**
 * Health and metrics endpoints: liveness, readiness and Prometheus metrics. Readiness runs every
 * Felix health check and every {@code ReadinessProbe} registered by a module.
 */
package org.lumoauth.platform.health;
