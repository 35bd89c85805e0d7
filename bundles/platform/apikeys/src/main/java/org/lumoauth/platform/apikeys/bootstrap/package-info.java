/** The operator's own key: from the settings, or made at the first start and kept in a file. */
package org.lumoauth.platform.apikeys.bootstrap;
