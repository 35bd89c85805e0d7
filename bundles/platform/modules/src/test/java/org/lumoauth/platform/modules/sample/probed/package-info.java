/** Contents of a bundle that a test builds: probed. */
package org.lumoauth.platform.modules.sample.probed;
