/** A tenant as one JSON document: exported, compared, imported. */
package org.lumoauth.platform.transfer;
