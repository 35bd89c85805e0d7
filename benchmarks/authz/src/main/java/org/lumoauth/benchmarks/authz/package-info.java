/** What decisions over relations cost: in process by JMH, and over HTTP. */
package org.lumoauth.benchmarks.authz;
