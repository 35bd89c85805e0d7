/** A JAX-RS resource that does nothing, as the baseline of the HTTP benchmark. */
package org.lumoauth.benchmarks.empty;
