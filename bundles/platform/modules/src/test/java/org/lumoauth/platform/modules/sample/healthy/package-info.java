/** Contents of a bundle that a test builds: healthy. */
package org.lumoauth.platform.modules.sample.healthy;
