/** The operator's bootstrap key: its source and the paths where it is accepted. */
package org.lumoauth.platform.apikeys.operator;
