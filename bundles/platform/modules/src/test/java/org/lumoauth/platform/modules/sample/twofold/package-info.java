/** Contents of a bundle that a test builds: one service of two kinds. */
package org.lumoauth.platform.modules.sample.twofold;
