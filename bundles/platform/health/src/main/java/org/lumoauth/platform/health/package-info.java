/** Liveness, readiness and metrics. */
package org.lumoauth.platform.health;
