/**
 * Tells machines how the server is: alive, ready, and what it counts. Readiness is asked of every
 * Felix health check and of every readiness probe that modules bring.
 */
package org.lumoauth.platform.health;
