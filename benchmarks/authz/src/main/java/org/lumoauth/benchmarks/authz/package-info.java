/** Benchmarks of decisions about relations: in process with JMH, and over HTTP. */
package org.lumoauth.benchmarks.authz;
