/** Contents of a bundle that a test builds: modest. */
package org.lumoauth.platform.modules.sample.modest;
