/** Contents of a bundle that a test builds: giving. */
package org.lumoauth.platform.modules.sample.giving;
