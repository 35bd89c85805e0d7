/** Contents of a bundle that a test builds: halfway. */
package org.lumoauth.platform.modules.sample.halfway;
