/** Contents of a bundle that a test builds: needy. */
package org.lumoauth.platform.modules.sample.needy;
