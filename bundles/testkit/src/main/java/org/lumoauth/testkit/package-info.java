/** Contract tests that authors of modules extend, and builders for their tests. */
package org.lumoauth.testkit;
