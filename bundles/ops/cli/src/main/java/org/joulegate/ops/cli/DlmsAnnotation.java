package org.joulegate.ops.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.joulegate.codec.dlms.DlmsTrace;

/** The explanation of DLMS bytes, out of the trace of their decoding. */
final class DlmsAnnotation {

  private DlmsAnnotation() {}

  /** The bytes of a trace, and behind them what was put together or opened out of them. */
  static List<Annotated> of(DlmsTrace trace) {
    List<Annotated> blocks = new ArrayList<>();
    Annotated.Builder line = new Annotated.Builder(trace.title(), trace.bytes());
    add(trace, line.unclaimed("belongs to no telegram"), blocks);
    return blocks;
  }

  private static void add(DlmsTrace trace, Annotated.Builder builder, List<Annotated> blocks) {
    List<DlmsTrace.Field> fields = new ArrayList<>(trace.fields());
    fields.sort(Comparator.comparingInt(DlmsTrace.Field::offset));
    for (DlmsTrace.Field field : fields) {
      String value = field.value();
      String text = value == null ? field.name() : field.name() + ": " + value;
      builder.note(field.offset(), field.length(), text);
    }
    for (DlmsTrace.Fault fault : trace.faults()) {
      builder.wrong(
          fault.offset(),
          fault.kind().word() + ": expected " + fault.expected() + ", found " + fault.found());
    }
    blocks.add(builder.build());
    for (DlmsTrace block : trace.blocks()) {
      add(block, new Annotated.Builder(block.title(), block.bytes()), blocks);
    }
  }
}
