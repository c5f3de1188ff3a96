package org.joulegate.codec.dlms;

import java.util.List;

/**
 * A whole APDU with data of a meter, and how it came.
 *
 * @param offset where its frame, or the first of its frames, began; in what was given. Of blocks
 *     that a {@link DlmsReceiver} put together, where the last slice begins
 * @param framing how it was framed
 * @param security the headers of the protections it was in, the outermost first; empty when it came
 *     in clear. Whoever guards against replay looks at their invocation counters
 * @param authenticated whether a tag over it was checked and is right
 * @param signed whether it came under a signature, which is not checked here
 * @param trailing bytes that follow it in its frame and mean nothing
 * @param apdu what it says
 */
public record DlmsTelegram(
    int offset,
    DlmsFraming framing,
    List<DlmsSecurity> security,
    boolean authenticated,
    boolean signed,
    int trailing,
    DlmsApdu apdu) {}
