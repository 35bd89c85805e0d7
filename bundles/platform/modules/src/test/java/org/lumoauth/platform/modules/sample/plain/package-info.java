/** Contents of a bundle that a test builds: plain. */
package org.lumoauth.platform.modules.sample.plain;
