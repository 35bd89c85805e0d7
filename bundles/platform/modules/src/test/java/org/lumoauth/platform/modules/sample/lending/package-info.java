/** Contents of a bundle that a test builds: lending. */
package org.lumoauth.platform.modules.sample.lending;
