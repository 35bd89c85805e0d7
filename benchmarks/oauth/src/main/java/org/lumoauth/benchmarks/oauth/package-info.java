/** Load on the OAuth endpoints, and what the machine could do at most. */
package org.lumoauth.benchmarks.oauth;
