/** Contents of a bundle that a test builds: paired. */
package org.lumoauth.platform.modules.sample.paired;
