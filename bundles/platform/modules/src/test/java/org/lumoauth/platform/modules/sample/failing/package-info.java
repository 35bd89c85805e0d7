/** Contents of a bundle that a test builds: failing. */
package org.lumoauth.platform.modules.sample.failing;
