/** The operator's bootstrap key: where it comes from and where it opens a door. */
package org.lumoauth.platform.apikeys.operator;
