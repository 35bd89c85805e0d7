/** Load tests of the OAuth endpoints, and benchmarks of the limits of the machine. */
package org.lumoauth.benchmarks.oauth;
